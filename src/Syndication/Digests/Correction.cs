using Syndication.Articles;
using Syndication.Publication;

namespace Syndication.Digests;

/// <summary>An article whose <c>correction</c> field changed after it was published.</summary>
/// <param name="Sequence">When readers could first see the correction.</param>
/// <param name="Article">Which.</param>
/// <param name="CorrectedIn">The first revision that carries it: whoever received an earlier one is owed the correction.</param>
/// <param name="Revision">The article's newest revision.</param>
/// <param name="Home">The section it belongs to first.</param>
internal readonly record struct Correction(long Sequence, ArticleId Article, int CorrectedIn, int Revision, SectionSlug Home);
