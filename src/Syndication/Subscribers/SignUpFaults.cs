using Syndication.Publication;

namespace Syndication.Subscribers;

/// <summary>A sign-up form that cannot be taken.</summary>
/// <param name="Email">As it was typed.</param>
/// <param name="Plan">What could be read of the plan.</param>
/// <param name="Sections">The sections that can be chosen.</param>
/// <param name="Faults">What is wrong.</param>
internal sealed record SignUpFaults(string Email, ReaderPlan Plan, IReadOnlyCollection<Section> Sections, FieldFaults Faults);
