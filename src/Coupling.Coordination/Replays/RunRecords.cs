using System.Text.Json;
using Coupling.Coordination.Store;
using Coupling.Coordination.Store.V1;
using Coupling.Protocols;

namespace Coupling.Coordination.Replays;

/// <summary>All that a run left behind: its result, its store, or both.</summary>
internal sealed class RunRecords : IDisposable
{
    public const string ResultName = "result.json";

    private readonly JsonDocument? result;
    private readonly RunStore? store;

    private RunRecords(JsonDocument? result, RunStore? store)
    {
        this.result = result;
        this.store = store;
    }

    /// <exception cref="ReplayException">There is neither, or the result cannot be read.</exception>
    /// <exception cref="StoreDamagedException">The store is not what was written.</exception>
    /// <exception cref="StoreFaultException">It cannot be used now.</exception>
    public static RunRecords Open(string folder)
    {
        string file = Path.Combine(folder, ResultName);
        JsonDocument? result = null;
        try
        {
            result = File.Exists(file) ? JsonDocument.Parse(File.ReadAllBytes(file)) : null;
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new ReplayException($"{file}: {fault.Message}", fault);
        }

        RunStore? store = File.Exists(Path.Combine(folder, RunStore.FileName)) ? RunStore.Open(folder) : null;
        return result is not null || store?.Run is not null
            ? new RunRecords(result, store)
            : throw new ReplayException($"{folder}: nothing was done there yet (allowed: a folder with {ResultName} or {RunStore.FileName})");
    }

    /// <summary>SHA-256 of a party's weights as they were; null if they were not disclosed.</summary>
    public string? InputDigest(Role role) => result is not null
        ? Section("inputs", role.ToString().ToLowerInvariant()) is { ValueKind: JsonValueKind.Object } input ? input.GetProperty("digest").GetString() : null
        : (role == Role.Alice ? store!.Run!.Alice : store!.Run!.Bob)?.Digest;

    /// <summary>What is on record of mode <paramref name="number"/> of the plan; null if it was not begun.</summary>
    public RecordedMode? Mode(int number, int alphabetSize, int unitRounds)
    {
        if (result is not null)
        {
            JsonElement modes = result.RootElement.GetProperty("modes");
            return number < modes.GetArrayLength() ? RecordedMode.Of(modes[number]) : null;
        }

        return store!.Modes.TryGetValue(number, out StoredMode? stored)
            ? RecordedMode.Of(stored, store.BlocksOf(number), alphabetSize, unitRounds)
            : null;
    }

    /// <summary>The hashes of a mode's closed blocks, one block after another; none without a store.</summary>
    public IEnumerable<byte[]> Blocks(int number) => store is null ? [] : store.BlocksOf(number);

    public void Dispose()
    {
        result?.Dispose();
        store?.Dispose();
    }

    private JsonElement Section(string outer, string inner) => result!.RootElement.GetProperty(outer).GetProperty(inner);
}
