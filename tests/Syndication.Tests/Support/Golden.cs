using System.Runtime.CompilerServices;

namespace Syndication.Tests.Support;

/// <summary>Whole outputs compared with files under <c>Samples/</c>; <c>SYNDICATION_UPDATE_GOLDEN=1</c> writes them anew.</summary>
public static class Golden
{
    public static void Equal(string name, string actual, [CallerFilePath] string caller = "")
    {
        var tests = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(caller)!, ".."));
        var file = Path.Combine(tests, "Samples", name);
        if (Environment.GetEnvironmentVariable("SYNDICATION_UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        Assert.True(File.Exists(file), $"{file} is missing: run with SYNDICATION_UPDATE_GOLDEN=1 and read what it writes.");
        Assert.Equal(File.ReadAllText(file), actual);
    }
}
