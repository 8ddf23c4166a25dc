using AngleSharp.Dom;

namespace Syndication.Ingest.Cleaning;

/// <summary>Writes a parsed body anew with nothing but the <see cref="Vocabulary"/>, in one pass: what is not written cannot harm.</summary>
internal sealed class BodyWriter(Uri baseAddress, Dictionary<string, int> removed)
{
    private readonly MarkupBuilder output = new();
    private readonly BodySurvey survey = new();
    private readonly Stack<(string Open, string Close)> wrappers = new();
    private MarkupBuilder.Mark? paragraph;
    private bool insideLink;
    private bool insidePre;

    /// <summary>The body's content.</summary>
    public string Write(IElement body)
    {
        survey.Read(body);
        Children(body, ContentMode.Flow);
        CloseParagraph();
        return output.ToString().Trim();
    }

    private void Children(INode parent, ContentMode mode)
    {
        foreach (var child in parent.ChildNodes)
        {
            if (child is IText text)
                Text(text.Data, mode);
            else if (child is IElement element)
                Element(element, mode);
        }
    }

    private void Text(string text, ContentMode mode)
    {
        if (mode is ContentMode.Flow)
        {
            if (paragraph is null && string.IsNullOrWhiteSpace(text))
                return;
            OpenParagraph();
        }

        output.Text(text);
    }

    private void Element(IElement element, ContentMode mode)
    {
        var name = element.LocalName;
        if (element.NamespaceUri != NamespaceNames.HtmlUri || Vocabulary.Dropped.Contains(name) || Furnishing.IsUnwanted(element))
            removed[name] = removed.GetValueOrDefault(name) + 1;
        else if (name is "iframe" or "embed" or "object")
            Embed(element, mode);
        else if (name is "img" or "audio" or "video")
            Media(element, mode);
        else if (name is "br" or "wbr")
            Break(name, mode);
        else if (name is "hr" && mode is not ContentMode.Inline)
            Rule();
        else if (Vocabulary.Blocks.TryGetValue(name, out var block) && IsAtHome(element))
            Block(element, block.Name, block.Content, mode);
        else if (Vocabulary.Inline.TryGetValue(name, out var inline))
            Inline(element, inline, mode);
        else
            Group(element, mode);
    }

    private static bool IsAtHome(IElement element) =>
        !Vocabulary.Parents.TryGetValue(element.LocalName, out var parents)
        || (element.ParentElement is { } parent && parents.Contains(parent.LocalName));

    private void Group(IElement element, ContentMode mode)
    {
        var isBlock =
            survey.HoldsBlocks(element)
            || Vocabulary.Groups.Contains(element.LocalName)
            || Vocabulary.Blocks.ContainsKey(element.LocalName);
        if (!isBlock)
        {
            Children(element, mode);
        }
        else if (mode is ContentMode.Inline)
        {
            output.Space();
            Children(element, mode);
            output.Space();
        }
        else if (mode is ContentMode.Mixed && !survey.HoldsBlocks(element))
        {
            Block(element, "p", ContentMode.Inline, mode);
        }
        else
        {
            CloseParagraph();
            Children(element, mode);
            CloseParagraph();
        }
    }

    private void Block(IElement element, string name, ContentMode content, ContentMode mode)
    {
        if (mode is ContentMode.Inline)
        {
            output.Space();
            Children(element, mode);
            output.Space();
            return;
        }

        CloseParagraph();
        var start = output.Open(name, AttributeRules.Of(element, name, baseAddress, survey));
        var wasPre = insidePre;
        insidePre |= name == "pre";
        if (name == "pre" && element.TextContent.StartsWith('\n'))
            output.Text("\n");
        WriteContent(element, content);
        insidePre = wasPre;
        CloseParagraph();
        if (name is "td" or "th")
            output.Close(name);
        else
            output.CloseOrForget(name, start);
    }

    private void WriteContent(IElement element, ContentMode content)
    {
        if (content is not ContentMode.Inline)
        {
            Children(element, content);
            return;
        }

        foreach (var (open, _) in wrappers.Reverse())
            output.Raw(open);
        Children(element, content);
        foreach (var (_, close) in wrappers)
            output.Raw(close);
    }

    private void Inline(IElement element, string name, ContentMode mode)
    {
        var isLink = name == "a";
        var attributes = AttributeRules.Of(element, name, baseAddress, survey);
        if (isLink && (insideLink || attributes.Count == 0))
        {
            Group(element, mode);
            return;
        }

        insideLink |= isLink;
        if (mode is not ContentMode.Inline && survey.HoldsBlocks(element))
        {
            CloseParagraph();
            wrappers.Push((MarkupBuilder.Tag(name, attributes), $"</{name}>"));
            Children(element, mode);
            CloseParagraph();
            wrappers.Pop();
        }
        else
        {
            if (mode is ContentMode.Flow)
                OpenParagraph();
            var start = output.Open(name, attributes);
            Children(element, ContentMode.Inline);
            if (attributes.Exists(attribute => attribute.Name == "id"))
                output.Close(name);
            else
                output.CloseOrForget(name, start);
        }

        if (isLink)
            insideLink = false;
    }

    private void Embed(IElement element, ContentMode mode)
    {
        var address = Embeds.AddressOf(element, baseAddress);
        if (address is null)
        {
            removed[element.LocalName] = removed.GetValueOrDefault(element.LocalName) + 1;
            return;
        }

        CloseParagraphIn(mode);
        if (mode is ContentMode.Flow)
            OpenParagraph();
        var text = Embeds.NameOf(element, address);
        if (!insideLink)
            output.Open("a", [new("href", address), new("rel", "noopener")]);
        // The link's text says what the still shows.
        if (Embeds.StillOf(address) is { } still && !insideLink)
            output.Visible(MarkupBuilder.Tag("img", [new("src", still), new("alt", "")]) + "<br>");
        output.Text(text);
        if (!insideLink)
            output.Close("a");
        CloseParagraphIn(mode);
    }

    private void Media(IElement element, ContentMode mode)
    {
        if (MediaMarkup.Of(element, baseAddress, insideLink) is not { } markup)
        {
            removed[element.LocalName] = removed.GetValueOrDefault(element.LocalName) + 1;
            return;
        }

        if (mode is ContentMode.Flow)
            OpenParagraph();
        output.Visible(markup);
    }

    private void Break(string name, ContentMode mode)
    {
        if (mode is not ContentMode.Flow || paragraph is not null)
            output.Raw($"<{name}>");
    }

    private void Rule()
    {
        CloseParagraph();
        output.Raw("<hr>");
    }

    private void OpenParagraph()
    {
        if (paragraph is not null)
            return;
        paragraph = output.Open("p", []);
        foreach (var (open, _) in wrappers.Reverse())
            output.Raw(open);
    }

    private void CloseParagraphIn(ContentMode mode)
    {
        if (mode is ContentMode.Flow)
            CloseParagraph();
    }

    private void CloseParagraph()
    {
        if (paragraph is not { } start)
            return;
        foreach (var (_, close) in wrappers)
            output.Raw(close);
        output.CloseOrForget("p", start);
        paragraph = null;
    }
}
