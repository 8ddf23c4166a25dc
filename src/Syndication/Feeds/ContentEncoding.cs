namespace Syndication.Feeds;

/// <summary>The content codings (RFC 9110, section 8.4.1) that feeds are kept in.</summary>
internal enum ContentEncoding
{
    Identity,
    Gzip,
    Brotli,
}
