using System.Text.Json;

namespace Coupling.Wire.Hosting;

/// <summary>The one line on standard output by which a service says where it listens.</summary>
/// <param name="Role">alice, bob or coordinator.</param>
/// <param name="Pid">Its process.</param>
/// <param name="Listening">http://host:port of its gRPC services.</param>
/// <param name="Wire">host:port at which Bob is dialled; null for the others.</param>
/// <param name="Metrics">host:port of /metrics; null if it is not served.</param>
public sealed record Announcement(string Role, int Pid, string Listening, string? Wire, string? Metrics = null)
{
    public string ToLine() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>Null if the line is no announcement.</summary>
    public static Announcement? FromLine(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Announcement>(line, JsonSerializerOptions.Web) is { Listening: not null } parsed ? parsed : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
