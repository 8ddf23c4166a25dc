namespace Syndication.Operations;

/// <summary>The folder that <c>appsettings.json</c> and <c>templates/</c> lie in, wherever the command was called from.</summary>
public static class ProjectRoot
{
    /// <summary>Walks up from the program's own folder: in a checkout to the repository, after publishing to the program's folder itself.</summary>
    /// <exception cref="DirectoryNotFoundException">Neither is there.</exception>
    public static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (
                File.Exists(Path.Combine(folder.FullName, "appsettings.json"))
                && Directory.Exists(Path.Combine(folder.FullName, "templates"))
            )
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"No appsettings.json beside templates/ in {AppContext.BaseDirectory} or above it.");
    }
}
