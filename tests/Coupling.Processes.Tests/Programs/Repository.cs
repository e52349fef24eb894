namespace Coupling.Processes.Tests.Programs;

/// <summary>The sources that the tests were built from.</summary>
internal static class Repository
{
    public static string Root
    {
        get
        {
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Coupling.Distributed.sln")))
            {
                folder = folder.Parent;
            }

            return folder?.FullName ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} lies in no repository");
        }
    }
}
