using System.Security.Cryptography;
using System.Text;
using Syndication.Outbound;

namespace Syndication.Ingest.Sources;

/// <summary>A source as it is configured.</summary>
internal sealed record Source
{
    /// <summary>What it is remembered by and shown as: its name, else its address without the query, in which keys are.</summary>
    public required string Key { get; init; }

    public required SourceKind Kind { get; init; }

    /// <summary>As configured; where it is fetched may have moved.</summary>
    public required Uri Address { get; init; }

    /// <inheritdoc cref="SourceOptions.Authorization"/>
    public string? Authorization { get; init; }

    /// <summary>Slug; null: as its pieces say.</summary>
    public string? Section { get; init; }

    /// <summary>How often it is asked; null: as often as it brings something.</summary>
    public TimeSpan? Every { get; init; }

    /// <summary>Whether what comes for the first time is news; null: all but the first pull.</summary>
    public bool? Announce { get; init; }

    /// <inheritdoc cref="SourceOptions.FullText"/>
    public bool FullText { get; init; }

    /// <summary>The way in that its articles are remembered under (<see cref="ArticleSource.Source"/>): no other way in begins like this.</summary>
    public string WayIn => WayInOf(Key);

    /// <summary>What is said to be let in at this address: a source that moved elsewhere takes no secret along.</summary>
    public string? AuthorizationAt(Uri address) => OutboundRequest.AreOneOrigin(Address, address) ? Authorization : null;

    /// <summary>Its key: what it is let in with is for nobody to read.</summary>
    public override string ToString() => Key;

    /// <inheritdoc cref="WayIn"/>
    public static string WayInOf(string key) => "source:" + key;

    /// <summary>The key of a source that is configured so.</summary>
    public static string KeyOf(SourceOptions options) => options.Name.Length > 0 ? options.Name : KeyOf(options.Address);

    /// <summary>The key of a source without a name; addresses that differ in their query only are told apart by the start of a hash.</summary>
    public static string KeyOf(string address)
    {
        if (address.IndexOf('?', StringComparison.Ordinal) is not (var query and >= 0))
            return address;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)));
        return $"{address[..query]} ({hash[..8]})";
    }

    /// <summary>The source that is configured so; the options are valid.</summary>
    public static Source Of(SourceOptions options) =>
        new()
        {
            Key = KeyOf(options),
            Kind = options.Kind,
            Address = new Uri(options.Address),
            Section = options.Section.Length > 0 ? options.Section : null,
            Every = options.Every,
            Announce = options.Announce,
            FullText = options.FullText,
            Authorization = options.Authorization.Length > 0 ? options.Authorization : null,
        };
}
