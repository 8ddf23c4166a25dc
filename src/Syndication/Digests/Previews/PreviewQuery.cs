namespace Syndication.Digests.Previews;

/// <summary>What is to be looked at.</summary>
/// <param name="Address">The reader's address.</param>
/// <param name="At">Until when to look, such as <c>2026-12-01T07:00</c>; without an offset by the reader's clock.</param>
/// <param name="Article">Slug or id of an article: why it is in, or why it is not.</param>
/// <param name="Form"><c>json</c> (all of it, the default), or the mail alone: <c>html</c>, <c>text</c>, <c>raw</c>.</param>
internal sealed record PreviewQuery(string Address, string? At, string? Article, string? Form);
