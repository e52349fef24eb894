using Coupling.Wire.Hosting;

namespace Coupling.Coordination.Parties;

/// <summary>Why a run ended before its end; the values are the exit codes of a command line.</summary>
internal enum RunFault
{
    Usage = ExitCode.Usage,
    BadData = ExitCode.BadData,
    Unavailable = ExitCode.Unavailable,
}
