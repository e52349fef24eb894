using Coupling.Coordination.Parties;
using Coupling.Coordination.Runs;
using Coupling.Coordination.Store.V1;
using Coupling.Wire.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Coupling.Coordination.Store;

/// <summary>Sees to it that a store and a run are of each other.</summary>
internal static class PlanKeeper
{
    /// <summary>Stores the plan, or compares it with the stored one. Returns the alphabet with what it cost the first time.</summary>
    /// <exception cref="RunFaultException">The store is another run's, or an input has changed.</exception>
    public static AgreedAlphabet Keep(RunStore store, RunPlan plan, AgreedAlphabet alphabet, Pair? pair)
    {
        ByteString bytes = plan.Public.ToByteString();
        if (store.Run is not { } run)
        {
            store.Begin(new StoredRun
            {
                Plan = bytes,
                Alice = Stored(pair?.Alice),
                Bob = Stored(pair?.Bob),
                AlphabetBytes = alphabet.ControlBytes,
            });
            return alphabet;
        }

        CompareInput("alice", run.Alice, pair?.Alice);
        CompareInput("bob", run.Bob, pair?.Bob);
        if (run.Plan != bytes)
        {
            throw new RunFaultException(RunFault.Usage, $"store: {Difference(Parse(store, run), plan.Public)}");
        }

        return alphabet with { ControlBytes = run.AlphabetBytes };
    }

    private static PublicPlan Parse(RunStore store, StoredRun run)
    {
        PublicPlan? plan = null;
        store.Guard(() => plan = PublicPlan.Parser.ParseFrom(run.Plan));
        return plan!;
    }

    private static StoredInput? Stored(Disclosure? disclosure) => disclosure is null
        ? null
        : new StoredInput { Spec = disclosure.Spec, Digest = disclosure.Digest };

    private static void CompareInput(string party, StoredInput? stored, Disclosure? now)
    {
        if (stored is not null && stored.Digest != now?.Digest)
        {
            throw new RunFaultException(
                RunFault.BadData,
                $"{party}'s input has changed since the run began: {stored.Spec} had the digest {stored.Digest}, now it is {now?.Digest ?? "not disclosed"}");
        }
    }

    private static string Difference(PublicPlan stored, PublicPlan asked)
    {
        FieldDescriptor? field = PublicPlan.Descriptor.Fields.InDeclarationOrder()
            .FirstOrDefault(field => !Equals(field.Accessor.GetValue(stored), field.Accessor.GetValue(asked)));
        return field is null
            ? "the plan is written differently"
            : $"{field.Name}: the kept run has {field.Accessor.GetValue(stored)}, this one {field.Accessor.GetValue(asked)} (allowed: the same)";
    }
}
