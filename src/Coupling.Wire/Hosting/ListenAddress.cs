using System.CommandLine.Parsing;
using System.Net;

namespace Coupling.Wire.Hosting;

/// <summary>Where a service may listen. Only loopback, as long as there is no TLS.</summary>
public static class ListenAddress
{
    public static IPEndPoint Parse(string text) => IPEndPoint.Parse(text);

    /// <summary>Adds an error that names the option, the value and what is allowed.</summary>
    public static void Validate(OptionResult option)
    {
        ArgumentNullException.ThrowIfNull(option);
        string? text = option.GetValueOrDefault<string>();
        if (!IPEndPoint.TryParse(text ?? string.Empty, out IPEndPoint? address) || !IPAddress.IsLoopback(address.Address))
        {
            option.AddError($"{option.Option.Name}: {text} (allowed: a loopback ADDRESS:PORT, such as 127.0.0.1:7001)");
        }
    }
}
