using Syndication.Ingest.Boilerplate;
using Syndication.Ingest.Sameness;

namespace Syndication.Ingest;

/// <summary>A cleaned body as what is looked for in it, each made when it is first asked for.</summary>
/// <param name="html">As the cleaner wrote it.</param>
internal sealed class IncomingBody(string html)
{
    /// <summary>The body.</summary>
    public string Html => html;

    /// <summary>By which copies are recognised.</summary>
    public TextWords Words => field ??= TextWords.OfHtml(html);

    /// <summary>By which boilerplate is.</summary>
    public IReadOnlyList<CountedBlock> Blocks => field ??= CountedBlock.Of(html);

    /// <summary>
    /// All of it, made now: by whoever has processors to spare, and not in a transaction that others wait for.
    /// </summary>
    public static IncomingBody Prepared(string html)
    {
        var body = new IncomingBody(html);
        _ = (body.Words.Sketch, body.Blocks);
        return body;
    }
}
