using Syndication.Publication;

namespace Syndication.Pages.Sitemaps;

/// <summary>One of the files that a month's articles are listed in: whole parts of the publication's archive, in their order.</summary>
/// <param name="Name">Its month, and which of the month's files it is: in addresses, <c>2026-03</c>, <c>2026-03-2</c>.</param>
/// <param name="Parts">The parts, at least one.</param>
internal sealed record SitemapFile(ArchivePlace Name, IReadOnlyList<ArchivePart> Parts)
{
    /// <summary>When anything in it changed last; a change of what stands beside it in the archive counts too, as its part does not tell them apart.</summary>
    public DateTimeOffset ChangedAt => DateTimeOffset.FromUnixTimeSeconds(Parts.Max(part => part.ChangedAt));

    /// <summary>Differs whenever its articles do: each part's version only rises.</summary>
    public string State => $"{Parts[0].Place}-{Parts[^1].Place}-{Parts.Count}-{Parts.Sum(part => part.Version)}";

    /// <summary>The files of these parts.</summary>
    /// <param name="parts">In their order.</param>
    /// <param name="most">Most articles of a file; a part that has more is a file of its own.</param>
    public static IEnumerable<SitemapFile> Of(IEnumerable<ArchivePart> parts, int most)
    {
        var (name, taken, count) = (default(ArchivePlace), new List<ArchivePart>(), 0);
        foreach (var part in parts)
        {
            var month = ArchivePlace.Of(part.Place) with { Part = 1 };
            var isNewMonth = month != name with { Part = 1 };
            if (taken.Count > 0 && (isNewMonth || count + part.Visible > most))
            {
                yield return new(name, taken);
                name = name with { Part = name.Part + 1 };
                (taken, count) = ([], 0);
            }

            if (isNewMonth)
                name = month;
            taken.Add(part);
            count += part.Visible;
        }

        if (taken.Count > 0)
            yield return new(name, taken);
    }
}
