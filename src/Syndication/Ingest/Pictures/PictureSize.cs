namespace Syndication.Ingest.Pictures;

/// <summary>What a picture's first bytes say of it.</summary>
/// <param name="Type">Its media type, by its bytes and not by what its server says.</param>
/// <param name="Width">Pixels as they are shown (turned, where the file says so); 1 to 100,000.</param>
/// <param name="Height">Pixels as they are shown; 1 to 100,000.</param>
internal sealed record PictureSize(string Type, int Width, int Height);
