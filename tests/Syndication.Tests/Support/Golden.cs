using System.Runtime.CompilerServices;

namespace Syndication.Tests.Support;

/// <summary>Compares with a file under <c>Samples/</c>; <c>SYNDICATION_UPDATE_SAMPLES=1</c> writes it instead, to be read before it is committed.</summary>
public static class Golden
{
    public static void Matches(string sample, string actual, [CallerFilePath] string caller = "")
    {
        var root = caller[..(caller.IndexOf("Syndication.Tests", StringComparison.Ordinal) + "Syndication.Tests".Length)];
        var file = Path.Combine(root, "Samples", sample);
        if (Environment.GetEnvironmentVariable("SYNDICATION_UPDATE_SAMPLES") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        Assert.Equal(File.ReadAllText(file), actual);
    }
}
