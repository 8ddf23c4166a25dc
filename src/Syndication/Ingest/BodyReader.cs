using Syndication.Ingest.Cleaning;

namespace Syndication.Ingest;

/// <summary>Makes cleaned HTML of a document's one body, whichever form it has.</summary>
internal sealed class BodyReader(HtmlCleaner cleaner)
{
    /// <summary>The body; empty where a fault was noted.</summary>
    public string Read(ArticleDocument document, Uri baseAddress, FieldCheck fields)
    {
        (string Field, string? Text)[] bodies =
        [
            ("bodyHtml", document.BodyHtml),
            ("bodyMarkdown", document.BodyMarkdown),
            ("bodyText", document.BodyText),
        ];
        var given = bodies.Where(body => body.Text is not null).ToList();
        if (given.Count != 1)
        {
            if (!Array.Exists(bodies, body => fields.HasFault(body.Field)))
                fields.Add("bodyHtml", null, $"exactly one of bodyHtml, bodyMarkdown and bodyText, got {given.Count}");
            return "";
        }

        var (field, text) = given[0];
        if (HtmlBounds.RefuseLength(text!) is { } tooLong)
        {
            fields.Add(field, null, tooLong);
            return "";
        }

        var html = field switch
        {
            "bodyMarkdown" => MarkdownBody.ToHtml(text!),
            "bodyText" => TextBody.ToHtml(text!),
            _ => text!,
        };
        return html is null ? Refuse(field, "not so many levels of lists and quotations", fields) : Clean(field, html, baseAddress, fields);
    }

    private string Clean(string field, string html, Uri baseAddress, FieldCheck fields)
    {
        var cleaned = cleaner.Clean(html, baseAddress);
        if (cleaned.Refusal is { } rule)
            return Refuse(field, rule, fields);
        if (cleaned.Html.Length == 0)
            return Refuse(field, "something to read: nothing is left of it after cleaning", fields);
        if (cleaned.Removed.Count > 0)
            fields.Clean(
                field,
                "removed "
                    + string.Join(
                        ", ",
                        cleaned.Removed.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} ({pair.Value})")
                    )
            );
        return cleaned.Html;
    }

    private static string Refuse(string field, string rule, FieldCheck fields)
    {
        fields.Add(field, null, rule);
        return "";
    }
}
