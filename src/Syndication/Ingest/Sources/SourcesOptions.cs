namespace Syndication.Ingest.Sources;

/// <summary>What is pulled, and how.</summary>
public sealed class SourcesOptions
{
    /// <summary>The sources.</summary>
    public IList<SourceOptions> Sources { get; set; } = [];

    /// <summary>How they are pulled.</summary>
    public PullOptions Pull { get; set; } = new();
}
