using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Syndication.Storage;

/// <summary>
/// Instants are stored as Unix milliseconds in UTC on every provider: SQLite cannot order by a DateTimeOffset, PostgreSQL takes only
/// offset zero, and hand-written SQL stays the same on both. Fractions of a millisecond are dropped.
/// </summary>
public sealed class InstantConverter()
    : ValueConverter<DateTimeOffset, long>(
        instant => instant.ToUnixTimeMilliseconds(),
        stored => DateTimeOffset.FromUnixTimeMilliseconds(stored)
    );
