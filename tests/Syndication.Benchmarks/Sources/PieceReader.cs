using System.Text;
using Syndication.Ingest.Formats;

namespace Syndication.Benchmarks.Sources;

/// <summary>Reads the farm's documents, which are one headline each: what is measured is the fetching.</summary>
internal sealed class PieceReader : ISourceReader
{
    public const string ContentType = "text/x-piece";

    public SourceDocument? Read(SourceBytes source, CancellationToken ct)
    {
        if (source.ContentType != ContentType)
            return null;
        var title = Encoding.UTF8.GetString(source.Content.Span);
        return new SourceDocument
        {
            Kind = SourceKinds.Rss,
            Items =
            [
                new SourceItem
                {
                    Id = title,
                    Title = title,
                    ContentHtml = $"<p>{title}.</p>",
                },
            ],
        };
    }
}
