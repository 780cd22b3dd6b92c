using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Blocks;

/// <summary>Fields under a heading.</summary>
public sealed record SectionDefinition : Definition
{
    /// <summary>Heading.</summary>
    public LocalizedText? Title { get; init; }
    /// <summary>Fields in order; those the reader may not see are left out. On a record <c>*</c> stands for the solution's fields that no other section has.</summary>
    public required IReadOnlyList<string> Fields { get; init; }
    /// <summary>On a record: stands in the side column.</summary>
    public bool Side { get; init; }
}

/// <summary>A linked section; on a record its paths may go through references.</summary>
public sealed record Section(SectionDefinition Definition, IReadOnlyList<FieldPath> Fields);
