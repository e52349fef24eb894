using Coupling.Coordination.Hosting;
using Coupling.Wire.Hosting;

return await CommandLine.RunAsync(CoordinatorCommand.Create(), args);
