namespace Coupling.Input.Tests.Loading;

/// <summary>A test of file permissions: they do not bind the superuser, and Windows has others.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnprivilegedUnixFactAttribute : FactAttribute
{
    public UnprivilegedUnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "Unix file permissions";
        }
        else if (Environment.IsPrivilegedProcess)
        {
            Skip = "the superuser may read everything";
        }
    }
}
