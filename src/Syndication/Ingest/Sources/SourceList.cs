using Microsoft.Extensions.Options;

namespace Syndication.Ingest.Sources;

/// <summary>The sources that are configured, by key.</summary>
internal sealed class SourceList(IOptions<SourcesOptions> options)
{
    private readonly Dictionary<string, Source> byKey = options
        .Value.Sources.Select(Source.Of)
        .ToDictionary(source => source.Key, StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<Source> All => byKey.Values;

    /// <summary>The source of that key, or null.</summary>
    public Source? Find(string key) => byKey.GetValueOrDefault(key);

    /// <summary>The source of that name or configured address, or null.</summary>
    public Source? FindBy(string nameOrAddress) =>
        Find(nameOrAddress) ?? byKey.Values.FirstOrDefault(source => source.Address.OriginalString == nameOrAddress);
}
