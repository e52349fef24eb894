namespace Coupling.Conformance;

public sealed class GumbelContract() : ProtocolContract("gumbel");

public sealed class MinHashContract() : ProtocolContract("minhash");

public sealed class IndependentContract() : ProtocolContract("independent");

public sealed class Repair0Contract() : ConversingContract("repair:0");

public sealed class Repair1Contract() : ConversingContract("repair:1");

public sealed class Repair2Contract() : ConversingContract("repair:2");

public sealed class Repair4Contract() : ConversingContract("repair:4");

public sealed class Repair8Contract() : ConversingContract("repair:8");

public sealed class Repair16Contract() : ConversingContract("repair:16");

public sealed class OptimalCachedContract() : ConversingContract("optimal:cached");
