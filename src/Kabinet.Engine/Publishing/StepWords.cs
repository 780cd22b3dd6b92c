using System.Diagnostics;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage.Schemas;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Publishing;

/// <summary>Says the steps of the tables in words of people. The list of revisions keeps their own technical text.</summary>
internal static class StepWords
{
    public static IReadOnlyList<Message> Of(SchemaPlan plan) => [.. plan.Steps.Select(Of)];

    private static Message Of(SchemaStep step) => step switch
    {
        SchemaStep.CreateTable create => new("publish.table.create", create.Table.Name),
        SchemaStep.RenameTable rename => new("publish.table.rename", rename.From, rename.To),
        SchemaStep.TrashTable trash => new("publish.table.trash", trash.Table, trash.Trash),
        SchemaStep.AddColumn add => new("publish.column.add", add.Table, add.Column.Name, KindOf(add.Column)),
        SchemaStep.RenameColumn rename => new("publish.column.rename", rename.Table, rename.From, rename.To),
        SchemaStep.TrashColumn trash => new("publish.column.trash", trash.Table, trash.Column, trash.Trash),
        SchemaStep.RetypeColumn { From: var from, To: var to } retype =>
            new("publish.column.retype", retype.Table, to.Name, KindOf(from), KindOf(to)),
        SchemaStep.CreateIndex { Index.Unique: true } index => new("publish.index.unique", index.Table, Columns(index.Index)),
        SchemaStep.CreateIndex index => new("publish.index.create", index.Table, Columns(index.Index)),
        SchemaStep.DropIndex index => new("publish.index.drop", index.Name),
        BuildWords build => new("publish.words.build", build.Table),
        DropWords drop => new("publish.words.drop", drop.Table),
        _ => throw new UnreachableException($"No words for {step.GetType().Name}"),
    };

    private static string Columns(TableIndex index) => string.Join(", ", index.Columns.Select(TableIndex.ColumnOf));

    private static Message KindOf(TableColumn column) => column switch
    {
        { Type.To: { } entity } => new("publish.kind.reference", entity),
        { Choices: { } choices } => new("publish.kind.choice", string.Join(", ", choices)),
        { Type: { Kind: ValueKind.Number, Scale: > 0 and var scale } } => new("publish.kind.fraction", scale),
        { Type.Kind: ValueKind.Number } => new("publish.kind.number"),
        { Type.Kind: ValueKind.Date } => new("publish.kind.date"),
        { Type.Kind: ValueKind.DateTime } => new("publish.kind.datetime"),
        { Type.Kind: ValueKind.YesNo } => new("publish.kind.yes_no"),
        _ => new("publish.kind.text"),
    };
}
