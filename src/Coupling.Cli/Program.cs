using System.CommandLine;
using Coupling.Cli.Advising;
using Coupling.Cli.Benching;
using Coupling.Cli.Commands;
using Coupling.Cli.Frontiers;
using Coupling.Cli.Health;
using Coupling.Cli.Records;
using Coupling.Cli.Replays;
using Coupling.Cli.Scatters;
using Coupling.Cli.Security;
using Coupling.Cli.Speculation;
using Coupling.Cli.WorstCases;
using Coupling.Coordination.Hosting;
using Coupling.Party.Hosting;
using Coupling.Protocols;
using Coupling.Wire.Hosting;

var root = new RootCommand("Coupled sampling between two parties, and what agreement costs in bits that really cross a wire.")
{
    RunCommand.Create(),
    ExplainCommand.Create(),
    ShowCommand.Create(),
    ReplayCommand.Create(),
    RunsCommand.Create(),
    CompareCommand.Create(),
    FrontierCommand.Create(),
    AdviseCommand.Create(),
    BenchCommand.Create(),
    ScatterCommand.Create(),
    WorstCaseCommand.Create(),
    SpeculateCommand.Create(),
    PartyCommand.Create(Role.Alice),
    PartyCommand.Create(Role.Bob),
    CoordinatorCommand.Create(),
    CertsCommand.Create(),
    HealthCommand.Create(),
};
return await CommandLine.RunAsync(root, args);
