using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;

namespace Coupling.Wire.Hosting;

/// <summary>Where a service may listen. Only loopback, as long as there is no TLS.</summary>
public static class ListenAddress
{
    /// <summary>`--listen`, with a free loopback port as its default.</summary>
    public static Option<string> CreateOption()
    {
        var listen = new Option<string>("--listen")
        {
            Description = "ADDRESS:PORT of the services; loopback only.",
            DefaultValueFactory = _ => "127.0.0.1:0",
        };
        listen.Validators.Add(Validate);
        return listen;
    }

    public static IPEndPoint Parse(string text) => IPEndPoint.Parse(text);

    private static void Validate(OptionResult option)
    {
        string? text = option.GetValueOrDefault<string>();
        if (!IPEndPoint.TryParse(text ?? string.Empty, out IPEndPoint? address) || !IPAddress.IsLoopback(address.Address))
        {
            option.AddError($"{option.Option.Name}: {text} (allowed: a loopback ADDRESS:PORT, such as 127.0.0.1:7001)");
        }
    }
}
