using System.Runtime.CompilerServices;

namespace Syndication.Tests.Ingest.Files;

/// <summary>Where the files to import lie.</summary>
internal static class IngestSamples
{
    public static string Folder { get; } = Path.GetFullPath("../../Samples/ingest", Path.GetDirectoryName(Here())!);

    private static string Here([CallerFilePath] string path = "") => path;
}
