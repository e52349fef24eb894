using Coupling.Party.Hosting;
using Coupling.Protocols;
using Coupling.Wire.Hosting;

return await CommandLine.RunAsync(PartyCommand.Create(Role.Bob), args);
