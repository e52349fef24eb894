using BenchmarkDotNet.Running;
using Coupling.Benchmarks.Comparing;

switch (args)
{
    case ["compare"] or ["compare", _]:
        return CompareVerb.Run(args.ElementAtOrDefault(1));
    default:
        BenchmarkSwitcher.FromAssembly(typeof(CompareVerb).Assembly).Run(args);
        return 0;
}
