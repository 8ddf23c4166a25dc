using Syndication.Tests.Support;

namespace Syndication.Tests.Ingest.Files;

/// <summary>Where the files to import lie.</summary>
internal static class IngestSamples
{
    public static string Folder { get; } = Path.Combine(Golden.Folder, "ingest");
}
