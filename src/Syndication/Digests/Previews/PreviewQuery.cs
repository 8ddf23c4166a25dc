using Microsoft.AspNetCore.Mvc;

namespace Syndication.Digests.Previews;

/// <summary>What is to be looked at.</summary>
/// <remarks>With properties and not with a primary constructor, whose optional parameters the generator of request delegates writes wrongly.</remarks>
internal sealed record PreviewQuery
{
    /// <summary>The reader's address.</summary>
    [FromRoute(Name = "address")]
    public required string Address { get; init; }

    /// <summary>Until when to look, such as <c>2026-12-01T07:00</c>; without an offset by the reader's clock.</summary>
    [FromQuery(Name = "at")]
    public string? At { get; init; }

    /// <summary>Slug or id of an article: why it is in, or why it is not.</summary>
    [FromQuery(Name = "article")]
    public string? Article { get; init; }

    /// <summary><c>json</c> (all of it, the default), or the mail alone: <c>html</c>, <c>text</c>, <c>raw</c>.</summary>
    [FromQuery(Name = "form")]
    public string? Form { get; init; }
}
