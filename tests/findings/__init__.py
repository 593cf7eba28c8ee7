"""The findings of a plan's audit, found again from its package by a program that shares nothing
with Jalon: the rules are written from what data/README.md and the headers of core/audit say of
them. Causes are not looked for."""
