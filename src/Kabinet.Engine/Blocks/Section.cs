using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Blocks;

/// <summary>A group of fields under a heading.</summary>
public sealed record SectionDefinition : Definition
{
    /// <summary>Heading.</summary>
    public LocalizedText? Title { get; init; }
    /// <summary>
    /// Fields in order. Fields that the user may not read are left out. On a record page, <c>*</c> means all fields of the solution that
    /// no other section has.
    /// </summary>
    public IReadOnlyList<string> Fields { get; init; } = [];
    /// <summary>
    /// In a form: a collection among the form's <c>rows</c> whose rows stand here. Rows without a place stand after the sections.
    /// </summary>
    public string? Rows { get; init; }
    /// <summary>On a record page: true to place the section in the side column.</summary>
    public bool Side { get; init; }
    /// <summary>Roles that see the section. Default: all roles that see the block.</summary>
    public IReadOnlyList<string>? Roles { get; init; }
}

/// <summary>A linked section.</summary>
/// <param name="Definition">The definition it was linked from.</param>
/// <param name="Fields">Its fields; on a record page, they may be paths through references.</param>
/// <param name="Roles">Keys of the roles that see it; null for all.</param>
public sealed record Section(SectionDefinition Definition, IReadOnlyList<FieldPath> Fields, IReadOnlySet<string>? Roles);
