namespace Syndication.Benchmarks.Chaos;

/// <summary>A message that the sink took.</summary>
/// <param name="Recipient">The address in RCPT TO.</param>
/// <param name="MessageId">Its Message-ID, without angle brackets.</param>
/// <param name="Timestamp">When its final dot was read (<see cref="System.Diagnostics.Stopwatch"/>).</param>
internal sealed record Arrival(string Recipient, string MessageId, long Timestamp);
