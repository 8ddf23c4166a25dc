using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Syndication.Articles;
using Syndication.Publication;
using Syndication.Subscribers;

namespace Syndication.Digests;

/// <summary>What an issue is to be made of, before anything is rendered. Equal drafts are one issue.</summary>
internal sealed record IssueDraft
{
    /// <summary>The sections that were due, in the publication's order.</summary>
    public required IReadOnlyList<SectionSlug> Sections { get; init; }

    /// <summary>The candidates in the order of filling: by sequence.</summary>
    public required IReadOnlyList<DraftArticle> Articles { get; init; }

    /// <summary>All candidates, those beyond <see cref="Articles"/> included.</summary>
    public required int Total { get; init; }

    /// <summary>
    /// The newest ended issue whose articles come again, else 0: a reader who has a row under the first issue must not meet the same issue
    /// again, or the ledger would take it for done.
    /// </summary>
    public required long After { get; init; }

    public required MailFormat Format { get; init; }

    public required MailLayout Layout { get; init; }

    public required string Language { get; init; }

    public required DateOnly Date { get; init; }

    /// <summary>What its readers received and are told was put right.</summary>
    public IReadOnlyList<DraftArticle> Corrections { get; init; } = [];

    /// <summary>What of it should have come long before; null: nothing.</summary>
    public Folded? Folded { get; init; }

    /// <summary>SHA-256 over everything that the rendered issue depends on. The form of each article follows from it.</summary>
    /// <param name="sender">Who it is from.</param>
    public byte[] SharingKey(string sender)
    {
        var text = new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"{Format}|{Layout}|{Language}|{Date:yyyy-MM-dd}|{After}|{Total}|{sender}|"
        );
        text.AppendJoin(',', Sections).Append('|');
        foreach (var article in Articles)
            text.Append(CultureInfo.InvariantCulture, $"{article.Article.Value:N}:{article.Revision}:{article.Section};");
        text.Append('|');
        foreach (var correction in Corrections)
            text.Append(CultureInfo.InvariantCulture, $"{correction.Article.Value:N}:{correction.Revision};");
        if (Folded is { } folded)
            text.Append(CultureInfo.InvariantCulture, $"|{folded.First:yyyy-MM-dd}:{folded.IsSeveral}");
        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }
}

/// <summary>A candidate.</summary>
/// <param name="Article">Which.</param>
/// <param name="Revision">Its newest revision when it was selected.</param>
/// <param name="Section">The section it is to be shown under.</param>
internal readonly record struct DraftArticle(ArticleId Article, int Revision, SectionSlug Section);
