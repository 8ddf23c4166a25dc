namespace Syndication.Benchmarks.Feeds;

/// <summary>A server with the measured feed.</summary>
/// <param name="Name">As the table calls it.</param>
/// <param name="Feed">The feed's address.</param>
/// <param name="Process">Ends with the race.</param>
internal sealed record Server(string Name, Uri Feed, ChildProcess Process);
