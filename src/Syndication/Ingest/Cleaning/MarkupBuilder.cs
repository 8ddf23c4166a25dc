using System.Text;

namespace Syndication.Ingest.Cleaning;

/// <summary>HTML text being written, which can forget elements that turned out to hold nothing.</summary>
internal sealed class MarkupBuilder
{
    private static readonly char[] Signs = ['&', '<', '>', '"'];
    private readonly StringBuilder text = new();
    private int visible;

    /// <summary>A start tag.</summary>
    public static string Tag(string name, IEnumerable<MarkupAttribute> attributes)
    {
        var tag = new StringBuilder("<").Append(name);
        foreach (var (key, value) in attributes)
            tag.Append(' ').Append(key).Append("=\"").Append(Value(key, value)).Append('"');
        return tag.Append('>').ToString();
    }

    // Feed validators look for a picture's address without reading the markup: the last "src=" in a tag must be the real one.
    private static string Value(string key, string value) =>
        key is "alt" or "title" or "srcset" ? Escape(value).Replace("src=", "src&#61;", StringComparison.OrdinalIgnoreCase) : Escape(value);

    /// <summary>Writes a start tag.</summary>
    /// <returns>For <see cref="CloseOrForget"/>.</returns>
    public Mark Open(string name, IEnumerable<MarkupAttribute> attributes)
    {
        var mark = new Mark(text.Length, visible, 0);
        text.Append(Tag(name, attributes));
        return mark with { Content = text.Length };
    }

    /// <summary>Writes an end tag.</summary>
    public void Close(string name) => text.Append("</").Append(name).Append('>');

    /// <summary>Writes an end tag, or takes the element back where nothing visible was written since; a space in it stays one.</summary>
    public void CloseOrForget(string name, Mark start)
    {
        if (visible > start.Visible)
        {
            Close(name);
            return;
        }

        var isSpace = text.Length > start.Content;
        text.Length = start.Position;
        if (isSpace)
            Space();
    }

    /// <summary>Writes text.</summary>
    public void Text(string value)
    {
        if (!string.IsNullOrWhiteSpace(value))
            visible++;
        text.Append(Escape(value));
    }

    /// <summary>Writes markup that readers see.</summary>
    public void Visible(string markup)
    {
        visible++;
        text.Append(markup);
    }

    /// <summary>Writes markup that alone is nothing to see.</summary>
    public void Raw(string markup) => text.Append(markup);

    /// <summary>A space, unless a tag or white space stands there.</summary>
    public void Space()
    {
        if (text.Length > 0 && text[^1] != '>' && !char.IsWhiteSpace(text[^1]))
            text.Append(' ');
    }

    /// <inheritdoc/>
    public override string ToString() => text.ToString();

    /// <summary>Text or attribute value with the four signs that mean something in markup escaped.</summary>
    public static string Escape(string value)
    {
        if (value.IndexOfAny(Signs) < 0)
            return value;
        return value
            .Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal)
            .Replace("\"", "&quot;", StringComparison.Ordinal);
    }

    /// <summary>Where an element began.</summary>
    /// <param name="Position">Of its start tag.</param>
    /// <param name="Visible">How much was visible before it.</param>
    /// <param name="Content">Where its content begins.</param>
    public readonly record struct Mark(int Position, int Visible, int Content);
}

/// <summary>An attribute to be written.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Not escaped.</param>
internal sealed record MarkupAttribute(string Name, string Value);
