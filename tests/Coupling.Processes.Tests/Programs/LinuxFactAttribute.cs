namespace Coupling.Processes.Tests.Programs;

/// <summary>A test that finds processes in /proc and sends signals.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = "needs /proc and signals";
        }
    }
}
