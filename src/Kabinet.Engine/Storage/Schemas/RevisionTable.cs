using Kabinet.Engine.Expressions;

namespace Kabinet.Engine.Storage.Schemas;

/// <summary>Table of the published definitions, each with its plan and the resulting tables.</summary>
internal static class RevisionTable
{
    public static readonly Table Table = new("_revision")
    {
        Key = ["number"],
        Columns =
        [
            new("number", DataType.Whole, Required: true),
            new("at", DataType.DateTime, Required: true),
            new("author", DataType.Text, Required: true),
            new("definitions", DataType.Text, Required: true),
            new("plan", DataType.Text, Required: true),
            new("schema", DataType.Text, Required: true),
            new("reason", DataType.Text),
            new("base", DataType.Text),
            new("source", DataType.Text),
        ],
    };
}
