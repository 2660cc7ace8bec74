using System.Diagnostics.CodeAnalysis;

namespace LearnDL.Site.Tests;

/// <summary>Tests of the repository's own pages share one build of them.</summary>
[CollectionDefinition(Name)]
[SuppressMessage("Naming", "CA1711:Identifiers should not have incorrect suffix",
    Justification = "xunit calls it a collection.")]
public sealed class RealSiteCollection : ICollectionFixture<RealSite>
{
    public const string Name = "real site";
}
