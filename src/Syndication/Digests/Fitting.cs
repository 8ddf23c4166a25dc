using Syndication.Subscribers;

namespace Syndication.Digests;

/// <summary>Decides how much of each article an issue carries: as many headlines as have room, then summaries, then full texts.</summary>
internal sealed class Fitting
{
    private Fitting(ArticleForm[] forms, int used, bool whole, bool least) => (Forms, Used, IsWhole, IsLeast) = (forms, used, whole, least);

    /// <summary>The forms of the first so many candidates; the others have no room.</summary>
    public IReadOnlyList<ArticleForm> Forms { get; }

    /// <summary>What they cost together.</summary>
    public int Used { get; }

    /// <summary>Whether more room would change nothing.</summary>
    public bool IsWhole { get; }

    /// <summary>Whether less room would change nothing.</summary>
    public bool IsLeast { get; }

    /// <summary>Fills <paramref name="room"/> in the order given. The first article is always in, so that every issue moves the mark.</summary>
    /// <param name="articles">What each costs, in the order of filling.</param>
    /// <param name="layout">Headlines stop at summaries.</param>
    /// <param name="room">Bytes.</param>
    /// <param name="keepAll">Leaves none out, whatever the room: they were promised by an earlier version.</param>
    public static Fitting Of(IReadOnlyList<ArticleCost> articles, MailLayout layout, int room, bool keepAll)
    {
        var forms = new List<ArticleForm>(articles.Count);
        var used = 0;
        foreach (var article in articles)
        {
            if (!keepAll && forms.Count > 0 && used + article.Headline > room)
                break;
            used += article.Headline;
            forms.Add(ArticleForm.Headline);
        }

        var fitted = forms.ToArray();
        used = Raise(articles, fitted, ArticleForm.Summary, used, room);
        if (layout is MailLayout.Full)
            used = Raise(articles, fitted, ArticleForm.Full, used, room);
        var most = layout is MailLayout.Full ? ArticleForm.Full : ArticleForm.Summary;
        return new Fitting(
            fitted,
            used,
            fitted.Length == articles.Count && Array.TrueForAll(fitted, form => form == most),
            (keepAll || fitted.Length <= 1) && Array.TrueForAll(fitted, form => form is ArticleForm.Headline)
        );
    }

    private static int Raise(IReadOnlyList<ArticleCost> articles, ArticleForm[] forms, ArticleForm form, int used, int room)
    {
        for (var index = 0; index < forms.Length; index++)
        {
            var extra = articles[index].Of(form) - articles[index].Of(forms[index]);
            if (used + extra > room)
                continue;
            forms[index] = form;
            used += extra;
        }

        return used;
    }
}

/// <summary>What an article takes in an encoded mail, in bytes of both parts.</summary>
internal readonly record struct ArticleCost(int Full, int Summary, int Headline)
{
    public int Of(ArticleForm form) =>
        form switch
        {
            ArticleForm.Full => Full,
            ArticleForm.Summary => Summary,
            _ => Headline,
        };
}
