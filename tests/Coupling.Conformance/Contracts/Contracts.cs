namespace Coupling.Conformance;

public sealed class GumbelContract() : ProtocolContract("gumbel");

public sealed class MinHashContract() : ProtocolContract("minhash");

public sealed class IndependentContract() : ProtocolContract("independent");

public sealed class InverseCdfContract() : ProtocolContract("inverse-cdf");

public sealed class Repair0Contract() : ConversingContract("repair:0");

public sealed class Repair1Contract() : ConversingContract("repair:1");

public sealed class Repair2Contract() : ConversingContract("repair:2");

public sealed class Repair4Contract() : ConversingContract("repair:4");

public sealed class Repair8Contract() : ConversingContract("repair:8");

public sealed class Repair16Contract() : ConversingContract("repair:16");

public sealed class OptimalCachedContract() : ConversingContract("optimal:cached");

public sealed class OptimalCachedFloat32Contract() : ConversingContract("optimal:cached+float32");

public sealed class OptimalCachedBFloat16Contract() : ConversingContract("optimal:cached+bfloat16");

public sealed class OptimalContract() : ConversingContract("optimal");

public sealed class OptimalFloat32Contract() : ConversingContract("optimal+float32");

public sealed class OptimalBFloat16Contract() : ConversingContract("optimal+bfloat16");

public sealed class Budget3Contract() : ConversingContract("budget:3");

public sealed class Budget12Of1024Contract() : ConversingContract("budget:12+1024");

public sealed class Budget30Of256Contract() : ConversingContract("budget:30+256");
