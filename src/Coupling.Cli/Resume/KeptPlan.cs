using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Coupling.Cli.Commands;

namespace Coupling.Cli.Resume;

/// <summary>plan.json, schema coupling.plan/1: what a run was asked to do, so that it can be resumed or replayed.</summary>
/// <remarks>
/// Directory is where the run was started: relative paths of SPECs begin there. What was added to the schema later is not written
/// where it was not asked for, so that the checksum of an earlier plan holds.
/// </remarks>
internal sealed record KeptPlan(
    string Schema,
    string RunId,
    string Directory,
    string P,
    string Q,
    IReadOnlyList<string> Modes,
    ulong Rounds,
    uint Batch,
    uint InFlight,
    ulong Seed,
    IReadOnlyList<ulong> Seeds,
    ulong MaxPayloadBytes,
    string? Alphabet,
    string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Seconds = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] uint Generations = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? KeepRounds = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Prior = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ulong? RoundsPerRow = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Coordinator = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Link = null,
    string? Sha256 = null)
{
    private const string ThisSchema = "coupling.plan/1";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    public static KeptPlan Of(RunSettings settings, string runId) => new(
        ThisSchema,
        runId,
        Environment.CurrentDirectory,
        settings.P,
        settings.Q,
        settings.Modes,
        settings.Rounds,
        settings.Batch,
        settings.InFlight,
        settings.Seed,
        settings.Seeds,
        settings.MaxPayloadBytes,
        settings.AlphabetFile,
        settings.Name,
        settings.Seconds,
        settings.Generations,
        settings.KeepRounds,
        settings.Prior,
        settings.RoundsPerRow,
        settings.Coordinator?.ToString(),
        LinkChoice.Of(settings).Text);

    /// <summary>With its own checksum: a plan that was changed by hand or by a disk is another one.</summary>
    public byte[] Serialize() => JsonSerializer.SerializeToUtf8Bytes(this with { Sha256 = Checksum() }, Options);

    /// <exception cref="InvalidDataException">It is no plan, or not the one that was written.</exception>
    public static KeptPlan Read(string file)
    {
        KeptPlan? plan;
        try
        {
            plan = JsonSerializer.Deserialize<KeptPlan>(File.ReadAllBytes(file), Options);
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{file}: {fault.Message}", fault);
        }

        if (plan is null || plan.Schema != ThisSchema)
        {
            throw new InvalidDataException($"{file}: schema: {plan?.Schema ?? "none"} (allowed: {ThisSchema})");
        }

        return plan.Sha256 == plan.Checksum()
            ? plan
            : throw new InvalidDataException($"{file}: it is damaged or was changed: its checksum does not fit its content");
    }

    /// <summary>The settings of the run; how it is shown and where it lives is asked anew.</summary>
    public RunSettings ApplyTo(RunSettings asked) => asked with
    {
        P = P,
        Q = Q,
        Modes = Modes,
        Rounds = Rounds,
        RoundsPerRow = RoundsPerRow,
        Seconds = Seconds,
        Generations = Generations,
        KeepRounds = KeepRounds,
        Batch = Batch,
        InFlight = InFlight,
        Link = Choice?.Shape,
        IsLinkOff = Choice is { IsOff: true },
        Seed = Seed,
        Seeds = Seeds,
        MaxPayloadBytes = MaxPayloadBytes,
        AlphabetFile = Alphabet,
        Prior = Prior,
        Name = Name,
        Coordinator = Coordinator is null ? null : new Uri(Coordinator),
    };

    private LinkChoice? Choice => Link is null ? null : LinkChoice.Parse(Link);

    private string Checksum() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this with { Sha256 = null }, Options)));
}
