using Syndication.Operations;

namespace Syndication.Tests.Support;

/// <summary>Compares with a file under <c>Samples/</c>; <c>SYNDICATION_UPDATE_SAMPLES=1</c> writes it instead, to be read before it is committed.</summary>
public static class Golden
{
    /// <summary>Where the files lie; found at run time, since a CI build leaves no paths of its machine in the program.</summary>
    public static string Folder { get; } = Path.Combine(ProjectRoot.Find(), "tests", "Syndication.Tests", "Samples");

    public static void Matches(string sample, string actual)
    {
        var file = Path.Combine(Folder, sample);
        if (Environment.GetEnvironmentVariable("SYNDICATION_UPDATE_SAMPLES") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        Assert.Equal(File.ReadAllText(file), actual);
    }
}
