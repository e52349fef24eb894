using System.Reflection;
using ScottPlot;

namespace Coupling.Figures.Drawing;

/// <summary>The font of all pictures comes with the program: they look alike on machines that have none.</summary>
internal static class PictureFont
{
    public const string Name = "DejaVu Sans";

    private static readonly Lazy<bool> Added = new(Add);

    public static void Use(Plot plot)
    {
        _ = Added.Value;
        plot.Font.Set(Name);
    }

    private static bool Add()
    {
        string file = Path.Combine(Path.GetTempPath(), $"coupling-{Environment.ProcessId}-{Guid.CreateVersion7():N}.ttf");
        using (Stream font = Assembly.GetExecutingAssembly().GetManifestResourceStream("DejaVuSans.ttf")!)
        using (FileStream copy = File.Create(file))
        {
            font.CopyTo(copy);
        }

        Fonts.AddFontFile(Name, file);
        try
        {
            File.Delete(file);
        }
        catch (IOException)
        {
            // Windows holds fonts that are in use; the folder is for temporary files.
        }

        return true;
    }
}
