using Microsoft.Net.Http.Headers;

namespace Syndication.Pages;

/// <summary>A file as it is served.</summary>
internal sealed record Asset(byte[] Bytes, string Type, EntityTagHeaderValue Tag, DateTime WrittenAt);
