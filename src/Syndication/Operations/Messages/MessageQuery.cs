namespace Syndication.Operations.Messages;

/// <summary>Whose messages are asked for.</summary>
/// <param name="Address">The reader's address.</param>
internal sealed record MessageQuery(string? Address);
