namespace Coupling.Conformance;

public sealed class GumbelContract() : ProtocolContract("gumbel");

public sealed class GumbelOfShortPairsContract() : ProtocolContract("gumbel", roundsPerPair: 64);

public sealed class GumbelOfFreshPairsContract() : ProtocolContract("gumbel", roundsPerPair: 1);

public sealed class MinHashContract() : ProtocolContract("minhash");

public sealed class MinHashOfFreshPairsContract() : ProtocolContract("minhash", roundsPerPair: 1);

public sealed class IndependentContract() : ProtocolContract("independent");

public sealed class InverseCdfContract() : ProtocolContract("inverse-cdf");

public sealed class Repair0Contract() : ConversingContract("repair:0");

public sealed class Repair1Contract() : ConversingContract("repair:1");

public sealed class Repair2Contract() : ConversingContract("repair:2");

public sealed class Repair4Contract() : ConversingContract("repair:4");

public sealed class Repair4OfFreshPairsContract() : ConversingContract("repair:4", roundsPerPair: 1);

public sealed class Repair8Contract() : ConversingContract("repair:8");

public sealed class Repair16Contract() : ConversingContract("repair:16");

public sealed class OptimalCachedContract() : ConversingContract("optimal:cached");

public sealed class OptimalCachedFloat32Contract() : ConversingContract("optimal:cached+float32");

public sealed class OptimalCachedBFloat16Contract() : ConversingContract("optimal:cached+bfloat16");

public sealed class OptimalContract() : ConversingContract("optimal");

public sealed class OptimalOfFreshPairsContract() : ConversingContract("optimal", roundsPerPair: 1);

public sealed class OptimalFloat32Contract() : ConversingContract("optimal+float32");

public sealed class OptimalBFloat16Contract() : ConversingContract("optimal+bfloat16");

public sealed class LowCommContract() : ConversingContract("lowcomm:1e-3");

public sealed class LowCommOfFreshPairsContract() : ConversingContract("lowcomm:1e-3", roundsPerPair: 1);

public sealed class LowCommCoarseContract() : ConversingContract("lowcomm:5e-1");

public sealed class IndexContract() : ConversingContract("index");

public sealed class RepairGrouped2Contract() : ConversingContract("repair-grouped:2");

public sealed class RepairGrouped5Contract() : ConversingContract("repair-grouped:5");

public sealed class RepairGrouped8Contract() : ConversingContract("repair-grouped:8");

public sealed class RepairGrouped4In3TurnsContract() : ConversingContract("repair-grouped:4+turns=3");

public sealed class RepairGrouped5In5TurnsContract() : ConversingContract("repair-grouped:5+turns=5");

public sealed class RepairGrouped6In7TurnsContract() : ConversingContract("repair-grouped:6+turns=7");

public sealed class RepairGroupedWithoutPoolContract() : ConversingContract(ModeLaw.Of(GroupedVariant.WithoutPool.Name), GroupedVariant.WithoutPool);

public sealed class RepairGroupedInShortUnitsContract() : ConversingContract(ModeLaw.Of(GroupedVariant.InShortUnits.Name), GroupedVariant.InShortUnits);

public sealed class Budget3Contract() : ConversingContract("budget:3");

public sealed class Budget12Of1024Contract() : ConversingContract("budget:12+1024");

public sealed class Budget30Of256Contract() : ConversingContract("budget:30+256");
