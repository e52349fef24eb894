namespace Coupling.Processes.Tests.Programs;

/// <summary>Tests that find processes in /proc and send signals.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxTheoryAttribute : TheoryAttribute
{
    public LinuxTheoryAttribute()
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = "needs /proc and signals";
        }
    }
}
