using System.Globalization;
using System.Net;

namespace Coupling.Coordination.Hosting;

/// <summary>ADDRESS:PORT or ADDRESS:FIRST-LAST: where the links of runs may listen. Each run that speaks takes a port of its own.</summary>
/// <param name="Address">Of this machine.</param>
/// <param name="FirstPort">0 for any free port; then it is the last one too.</param>
/// <param name="LastPort">At least the first.</param>
public sealed record LinkListen(IPAddress Address, int FirstPort, int LastPort)
{
    /// <summary>Null if the text is not of that form.</summary>
    public static LinkListen? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int dash = text.LastIndexOf('-');
        if (!IPEndPoint.TryParse(dash < 0 ? text : text[..dash], out IPEndPoint? first))
        {
            return null;
        }

        int last = first.Port;
        bool isRange = dash < 0 || (int.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out last)
            && first.Port > 0 && last >= first.Port && last <= IPEndPoint.MaxPort);
        return isRange ? new LinkListen(first.Address, first.Port, last) : null;
    }
}
